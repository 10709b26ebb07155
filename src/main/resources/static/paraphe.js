// The little that pages need beyond htmx.
(() => {
  const cookie = (name) =>
    document.cookie.split('; ').find((one) => one.startsWith(name + '='))?.slice(name.length + 1);

  const tell = (text) => {
    const line = document.createElement('p');
    line.className = 'notice notice-danger';
    line.textContent = text;
    document.getElementById('flash').replaceChildren(line);
  };

  document.addEventListener('htmx:configRequest', (event) => {
    const token = cookie('XSRF-PARAPHE');
    if (token) event.detail.headers['X-XSRF-PARAPHE'] = decodeURIComponent(token);
  });

  document.addEventListener('htmx:beforeSwap', (event) => {
    const { xhr } = event.detail;
    if (new URL(xhr.responseURL).pathname === '/login') {
      // The session ended: show the login page as a page, not inside a fragment.
      event.detail.shouldSwap = false;
      location.reload();
    } else if (xhr.getResponseHeader('HX-Retarget')) {
      // A refusal says itself where it is shown.
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  const explain = (event) => {
    let detail = document.body.dataset.failure;
    try {
      detail = JSON.parse(event.detail.xhr.responseText).detail ?? detail;
    } catch {
      // not a problem detail: the general sentence stands
    }
    tell(detail);
  };
  document.addEventListener('htmx:responseError', explain);
  document.addEventListener('htmx:sendError', explain);

  // What somebody has begun to type into fields with a button of their own (data-keep) is not passed over by going on.
  const begun = (fields) => [...fields.querySelectorAll('input')].some((field) => field.value !== field.defaultValue);
  document.addEventListener('submit', (event) => {
    const left = [...document.querySelectorAll('[data-keep]')].find(begun);
    if (left && event.submitter?.matches('[data-main-action]')) {
      event.preventDefault();
      event.stopImmediatePropagation();
      tell(left.dataset.keep);
      left.querySelector('input:not([type=hidden])').focus();
    }
  }, true);

  // The user menu closes as menus do.
  const menu = document.querySelector('.user');
  if (menu) {
    document.addEventListener('click', (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        menu.open = false;
        menu.querySelector('summary').focus();
      }
    });
  }
})();
