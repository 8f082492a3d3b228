// breaks house/pure-shared

export const all = () => globalThis
