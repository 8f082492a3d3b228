// breaks house/no-html-sinks

export const mark = (box: HTMLElement, script: string) => box.setAttribute('onclick', script)
