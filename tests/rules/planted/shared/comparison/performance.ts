// breaks house/pure-shared

export const now = () => performance.now()
