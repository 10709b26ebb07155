// Tasklist as Paraphe's staff sees it: French, or English; with the way back to the console.

const chosen = document.cookie.match(/(?:^|; )paraphe-lang=(fr|en)/)?.[1];

export default {
  app: {
    name: 'Tasklist',
    vendor: 'Paraphe'
  },

  // The reader's choice in the console holds here too; without one, the browser's languages decide.
  locales: {
    availableLocales: chosen ? [chosen] : ['fr', 'en'],
    fallbackLocale: chosen ?? 'fr'
  },

  customScripts: ['scripts/paraphe'],

  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: 'claims the currently selected task'
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: 'set the focus to the first filter in the list'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: 'sets the focus to the first task in the list'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: 'sets the focus to the first input field in a task form'
    },
    startProcess: {
      key: 'ctrl+alt+p',
      description: 'opens the start process modal dialog'
    }
  }
};
