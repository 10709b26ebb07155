// As the engine's webapp comes, with the way back to Paraphe.
export default {
  app: {
    vendor: 'Paraphe'
  },
  customScripts: ['../tasklist/scripts/paraphe']
};
