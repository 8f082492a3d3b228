// breaks house/pure-shared

export const now = () => new Date()
