// Ticking contracts: single rows, or the box that covers the whole filter, pages not shown yet included.
(() => {
  const form = document.getElementById('contracts');
  const text = form?.querySelector('.selection-text');
  if (!text) return;
  const rows = () => [...form.querySelectorAll('input[name="contract"]')];
  const all = () => form.querySelector('input[name="all"]');
  // What the header's box says; until it is there, what the page began with.
  const whole = () => all()?.checked ?? form.dataset.whole === 'true';
  const ticked = () => rows().filter((row) => row.checked);
  const unticked = () => rows().filter((row) => !row.checked);
  const said = (key, count) => form.dataset[key].replace('{0}', count.toLocaleString(document.documentElement.lang));

  const tell = () => {
    const box = all();
    if (!whole()) {
      const count = ticked().length;
      text.textContent = count === 0 ? form.dataset.none : said(count === 1 ? 'one' : 'some', count);
    } else if (box) {
      const except = unticked().length;
      box.indeterminate = except > 0;
      text.textContent = said(except > 0 ? 'allBut' : 'all', Number(box.dataset.count) - except);
    } else {
      text.textContent = form.querySelector('.found').textContent.trim();
    }
  };

  form.addEventListener('change', (event) => {
    if (event.target.name === 'all') rows().forEach((row) => { row.checked = event.target.checked; });
    tell();
  });

  // Rows that arrive later belong to the filter too.
  form.addEventListener('htmx:afterSettle', () => {
    if (whole()) {
      rows().filter((row) => !row.dataset.seen).forEach((row) => { row.checked = true; });
    }
    rows().forEach((row) => { row.dataset.seen = 'true'; });
    tell();
  });

  // With the whole filter ticked, only what was unticked needs to be said.
  const say = (data) => {
    data.delete('contract');
    if (whole()) {
      data.set('all', 'true');
      unticked().forEach((row) => data.append('except', row.value));
    } else {
      ticked().forEach((row) => data.append('contract', row.value));
    }
  };
  form.addEventListener('formdata', (event) => say(event.formData));

  // A relaunch is about what is ticked here; where nothing is, it says so.
  document.getElementById('relaunch')?.addEventListener('formdata', (event) => {
    say(event.formData);
    if (!whole() && ticked().length === 0) event.formData.append('contract', '');
  });

  rows().forEach((row) => { row.dataset.seen = 'true'; });
  tell();
})();
