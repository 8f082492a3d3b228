/** What is dragged when a code is: the id of the code, as a type of its own so that nothing else is taken for one. */
export const CODE_DRAG = 'application/x-sourcebook-code'
