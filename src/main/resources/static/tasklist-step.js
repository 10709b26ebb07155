// A task's form in Tasklist is one of the console's pages in a frame. It is as high as its content; it alone completes
// the task; and Tasklist follows it to the next task of the same run.
window.parapheStep = (camForm, page) => {
  const frame = camForm.formElement[0].querySelector('#paraphe-step');
  const form = camForm.formElement.scope();

  const fit = () => {
    const content = frame.contentDocument?.body;
    if (content) frame.height = content.scrollHeight + 16;
  };

  // Where Tasklist keeps the task that it shows, and whether it asks now and then if that is still there.
  const shown = () => {
    let scope = form;
    while (scope && !Object.hasOwn(scope, 'taskExists')) scope = scope.$parent;
    return scope;
  };

  const follow = ({ task, title }) => {
    if (task && task !== camForm.taskId) {
      location.hash = location.hash.replace(/([?&])task=[^&]*/, '$1task=' + task);
    } else if (title) {
      // Between two tasks, as while messages leave, the page tells what goes on.
      form.$applyAsync(() => {
        const tasklist = shown();
        tasklist.taskExists = Boolean(task);
        if (!task) {
          tasklist.task.name = title;
          tasklist.taskData.changed('taskList');
        }
      });
    }
  };

  frame.addEventListener('load', () => {
    const content = frame.contentDocument;
    frame.title = content.title;
    new ResizeObserver(fit).observe(content.body);
    fit();
    follow(content.querySelector('main')?.dataset ?? {});
    // Tasklist's policy lets no frame lead it elsewhere: Tasklist goes itself.
    content.addEventListener('click', (event) => {
      const link = event.target.closest('a[target=_top]');
      if (link) {
        event.preventDefault();
        location.assign(link.href);
      }
    });
  });

  // Tasklist has found the task done: the page knows what is next.
  form.$on('taskremoved', () => frame.contentWindow.location.reload());

  frame.src = page + '?task=' + encodeURIComponent(camForm.taskId);
};

// The form by which a process is started there is one of the console's pages too: Tasklist's button sends its form. The
// frame may not lead Tasklist elsewhere, so the form moves up to where it may.
window.parapheStart = (camForm, page) => {
  const frame = camForm.formElement[0].querySelector('#paraphe-start');
  camForm.on('submit', () => {
    camForm.submitPrevented = true;
    const form = frame.contentDocument.querySelector('form');
    if (form) {
      form.hidden = true;
      document.body.append(form);
      form.submit();
    }
  });
  frame.addEventListener('load', () => {
    const content = frame.contentDocument;
    frame.title = content.title;
    content.querySelector('form button')?.remove();
    frame.height = content.body.scrollHeight + 16;
  });
  frame.src = page;
};
