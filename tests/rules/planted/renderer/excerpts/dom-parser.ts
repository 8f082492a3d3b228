// breaks house/no-html-sinks

export const parser = () => new DOMParser()
