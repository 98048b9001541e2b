/** The gallery with its dialog open. */
export const NEW_PROJECT = '/?new';
