// The little that the partners' pages need: the code from a mail's link, and a look at what is typed.
(() => {
  const code = document.querySelector('[data-from-link]');
  if (code && location.hash.length > 1) {
    code.value ||= decodeURIComponent(location.hash.slice(1));
    // It stays neither in the address nor in the history.
    history.replaceState(null, '', location.pathname + location.search);
  }

  document.querySelectorAll('[data-reveal]').forEach((box) => {
    const fields = [...box.form.querySelectorAll('input[type=password]')];
    box.checked = false;
    box.addEventListener('change', () => {
      fields.forEach((field) => {
        field.type = box.checked ? 'text' : 'password';
      });
    });
    box.form.addEventListener('submit', () => {
      fields.forEach((field) => {
        field.type = 'password';
      });
    });
  });
})();
