// Draws the diagram of a process and marks on it the way that the instance took, as the table of steps below tells it.
const place = document.getElementById('diagram');
const steps = [...document.querySelectorAll('#path [data-activity]')];
const states = new Map(steps.map(step => [step.dataset.activity, step.dataset.state]));
const came = activity => states.get(activity) === 'done';

// Of several ways out the one that the next step tells was taken; a way back that nobody went stays as it is.
const taken = ({source, target}) => came(source.id) && states.has(target.id)
  && (source.outgoing.length === 1
    || steps.some((step, n) => step.dataset.activity === source.id && steps[n + 1]?.dataset.activity === target.id));

async function draw() {
  const answer = await fetch(place.dataset.diagram, {headers: {Accept: 'application/json'}});
  if (!answer.ok) {
    throw new Error(`The diagram cannot be read: ${answer.status}`);
  }
  const viewer = new BpmnJS({container: place});
  await viewer.importXML((await answer.json()).bpmn20Xml);
  const canvas = viewer.get('canvas');
  for (const element of viewer.get('elementRegistry').getAll()) {
    const state = states.get(element.id);
    if (state) {
      canvas.addMarker(element.id, `step-${state}`);
    } else if (element.type === 'bpmn:SequenceFlow' && taken(element)) {
      canvas.addMarker(element.id, 'step-done');
    }
  }
  canvas.zoom('fit-viewport', 'auto');
}

draw().catch(failure => {
  console.error(failure);
  place.textContent = place.dataset.failure;
});
