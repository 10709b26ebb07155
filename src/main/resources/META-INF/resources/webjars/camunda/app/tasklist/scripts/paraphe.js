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

const brand = () => {
  const link = document.querySelector('.navbar-brand');
  if (!link) return;
  if (link.getAttribute('href') !== base + '/') {
    link.setAttribute('href', base + '/');
  }
};

// AngularJS draws the header when it knows who is logged in.
new MutationObserver(brand).observe(document.querySelector('[cam-widget-header]'), { childList: true, subtree: true });
brand();
