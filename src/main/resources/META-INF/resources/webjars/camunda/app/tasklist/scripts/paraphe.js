// The way back to the console, and a log-out that ends the one session of all doors.

const base = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');
const cookie = (name) => document.cookie.match(new RegExp('(?:^|; )' + name + '=([^;]*)'))?.[1];

document.addEventListener(
  'click',
  async (event) => {
    if (!event.target.closest('.account .logout a')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await fetch(base + '/logout', {
      method: 'POST',
      redirect: 'manual',
      headers: { 'X-XSRF-PARAPHE': decodeURIComponent(cookie('XSRF-PARAPHE') ?? '') }
    });
    location.assign(base + '/login?logout');
  },
  true
);

// Tasklist draws this as an entry of its menu.
export default {
  id: 'paraphe-console',
  pluginPoint: 'tasklist.navbar.action',
  priority: 1000,
  render: (node) => {
    const link = document.createElement('a');
    link.href = base + '/console/contracts';
    link.textContent = 'Console';
    node.append(link);
  }
};
