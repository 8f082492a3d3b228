// breaks house/pure-shared

export const id = () => crypto.randomUUID()
