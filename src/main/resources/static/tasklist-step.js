// A task's form in Tasklist is one of the console's pages in a frame: it is as high as its content, and when it has
// completed the task, Tasklist goes on to the next one of the same run.
window.parapheStep = (camForm, page) => {
  const frame = camForm.formElement[0].querySelector('#paraphe-step');

  const fit = () => {
    const content = frame.contentDocument?.body;
    if (content) frame.height = content.scrollHeight + 16;
  };

  frame.addEventListener('load', () => {
    const content = frame.contentDocument;
    frame.title = content.title;
    new ResizeObserver(fit).observe(content.body);
    fit();
    const task = content.querySelector('main').dataset.task;
    if (task && task !== camForm.taskId) {
      location.hash = location.hash.replace(/([?&])task=[^&]*/, '$1task=' + task);
    }
  });

  // Tasklist's own button does what the page's main button does.
  camForm.on('submit', (event) => {
    event.submitPrevented = true;
    frame.contentDocument.querySelector('[data-main-action]')?.click();
  });

  frame.src = page + '?task=' + encodeURIComponent(camForm.taskId);
};
