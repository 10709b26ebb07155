// Files are sent as soon as they are chosen, each with its own progress; the preview follows what is typed.
(() => {
  const token = () => {
    const cookie = document.cookie.split('; ').find((one) => one.startsWith('XSRF-PARAPHE='));
    return cookie ? decodeURIComponent(cookie.slice('XSRF-PARAPHE='.length)) : '';
  };

  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };

  const reason = (request) => {
    try {
      return JSON.parse(request.responseText).detail ?? document.body.dataset.failure;
    } catch {
      return document.body.dataset.failure;
    }
  };

  const input = document.querySelector('[data-upload]');
  if (input) {
    const list = document.getElementById('uploads');
    const moves = [...input.form.querySelectorAll('button')];

    const send = (file) => new Promise((sent) => {
      const line = element('li', '', '');
      const state = element('span', 'badge', list.dataset.sending);
      const progress = element('progress', '', '');
      progress.max = 100;
      progress.value = 0;
      progress.setAttribute('aria-label', file.name);
      line.append(state, ' ', element('span', '', file.name), ' ', progress);
      list.append(line);

      const refuse = (why) => {
        line.replaceChildren(element('span', 'badge badge-danger', list.dataset.refused), ' ', element('span', '', why));
        sent();
      };
      const request = new XMLHttpRequest();
      request.open('POST', input.dataset.upload);
      request.setRequestHeader('Accept', 'application/json');
      request.setRequestHeader('X-XSRF-PARAPHE', token());
      request.upload.addEventListener('progress', (event) => {
        if (event.lengthComputable) progress.value = (100 * event.loaded) / event.total;
      });
      request.addEventListener('error', () => refuse(`${file.name} : ${document.body.dataset.failure}`));
      request.addEventListener('load', () => {
        if (request.status !== 201) {
          refuse(reason(request));
          return;
        }
        // What was missing is there now.
        document.querySelectorAll('#refusal, #documents-error').forEach((said) => said.remove());
        const { id } = JSON.parse(request.responseText);
        htmx.ajax('GET', input.dataset.row + id, { target: '#documents', swap: 'beforeend' }).then(() => {
          line.remove();
          sent();
        });
      });
      const body = new FormData();
      body.append('file', file);
      request.send(body);
    });

    input.form.querySelector('.upload button').hidden = true;
    input.addEventListener('change', async () => {
      const files = [...input.files];
      input.value = '';
      list.replaceChildren();
      moves.forEach((button) => { button.disabled = true; });
      for (const file of files) await send(file);
      moves.forEach((button) => { button.disabled = false; });
    });
  }

  document.querySelectorAll('[data-preview]').forEach((field) => {
    field.addEventListener('input', () => {
      document.getElementById(field.dataset.preview).textContent = field.value;
    });
  });

  // A logo is looked at as it will be shown.
  document.querySelectorAll('input[data-send]').forEach((file) => {
    file.addEventListener('change', () => file.form.querySelector('section button').click());
  });
})();
