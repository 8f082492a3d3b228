// breaks house/no-html-sinks

export const draw = (box: HTMLElement, text: string) => box.insertAdjacentHTML('beforeend', text)
