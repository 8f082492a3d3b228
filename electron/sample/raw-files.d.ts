// Says what `?raw` imports: a file of the project as text, put into the bundle when it is built.
/// <reference types="vite/client" />
