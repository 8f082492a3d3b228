// breaks house/layers

export { colourOf } from '../../renderer/ui/colour-of'
