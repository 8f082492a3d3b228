// breaks house/pure-shared

export const roll = () => Math.random()
