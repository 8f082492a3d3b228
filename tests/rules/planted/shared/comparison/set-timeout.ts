// breaks house/pure-shared

export const later = (run: () => void) => setTimeout(run, 10)
