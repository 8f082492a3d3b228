// breaks house/pure-shared

export const format = new Intl.NumberFormat()
