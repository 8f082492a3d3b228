// breaks TS2550

export const pair = Promise.withResolvers()
