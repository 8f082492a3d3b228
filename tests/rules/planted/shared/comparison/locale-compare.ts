// breaks house/pure-shared

export const order = (one: string, other: string) => one.localeCompare(other)
