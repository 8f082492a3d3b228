// breaks house/pure-shared

export const hour = (date: Date) => date.getHours()
