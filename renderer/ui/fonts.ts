// Serif is what people wrote, sans is what the program says, mono is Markdown. Each file holds one alphabet
// (Latin, Latin Extended, Cyrillic, Greek, Vietnamese) and is read only when a text needs it.
import '@fontsource-variable/source-serif-4/opsz.css'
import '@fontsource-variable/source-serif-4/opsz-italic.css'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/source-code-pro/wght.css'
