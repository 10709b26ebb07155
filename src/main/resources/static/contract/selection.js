// Ticking contracts: single rows, or the box that covers the whole filter, pages not shown yet included.
(() => {
  const form = document.getElementById('contracts');
  if (!form) return;
  const text = form.querySelector('.selection-text');
  const rows = () => [...form.querySelectorAll('input[name="contract"]')];
  const all = () => form.querySelector('input[name="all"]');
  const unticked = () => rows().filter((row) => !row.checked);
  const said = (key, count) => form.dataset[key].replace('{0}', count.toLocaleString(document.documentElement.lang));

  const tell = () => {
    const box = all();
    if (box?.checked) {
      const except = unticked().length;
      box.indeterminate = except > 0;
      text.textContent = said(except > 0 ? 'allBut' : 'all', Number(box.dataset.count) - except);
    } else {
      const ticked = rows().length - unticked().length;
      text.textContent = ticked === 0 ? form.dataset.none : said(ticked === 1 ? 'one' : 'some', ticked);
    }
  };

  form.addEventListener('change', (event) => {
    if (event.target.name === 'all') rows().forEach((row) => { row.checked = event.target.checked; });
    tell();
  });

  // Rows that arrive later belong to the filter too.
  form.addEventListener('htmx:afterSettle', () => {
    if (all()?.checked) {
      rows().filter((row) => !row.dataset.seen).forEach((row) => { row.checked = true; });
    }
    rows().forEach((row) => { row.dataset.seen = 'true'; });
    tell();
  });

  // With the whole filter ticked, only what was unticked needs to be said.
  form.addEventListener('formdata', (event) => {
    if (!all()?.checked) return;
    event.formData.delete('contract');
    unticked().forEach((row) => event.formData.append('except', row.value));
  });

  rows().forEach((row) => { row.dataset.seen = 'true'; });
  tell();
})();
