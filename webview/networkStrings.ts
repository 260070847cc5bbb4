/** The words of the network's picture that tell what its units show. */
export const networkStrings = {
  networkNodes: 'What the units show',
  nodeKinds: { map: 'map', a: 'a', delta: 'δ' },
  nodeKindTitles: {
    map: 'Maps: what each unit makes of the plane of the two inputs',
    a: 'Activations: mean a of the next batch',
    delta: 'δ = ∂L/∂z: mean over the next batch',
  },
  networkFills: {
    map: 'squares: a over the plane of the inputs',
    a: 'circles: mean activation of the next batch',
    delta: 'circles: mean δ of the next batch',
  },
  meanOf: (symbol: string) => `mean ${symbol}`,
} as const;
