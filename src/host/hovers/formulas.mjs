// The formulas that hovers show, as TeX, and in words for who cannot see them. Definitions and
// constants are those of the engine; a = f(z), ŷ is an output of the network, y its target.

const tex = String.raw;

/** Where a function has two branches. */
const cases = (first, otherwise, condition = 'z < 0') =>
  tex`\begin{cases} ${first} & ${condition} \\ ${otherwise} & \text{else} \end{cases}`;

/** What a layer of this activation computes, and its derivative with respect to z. */
export const ACTIVATION_FORMULAS = {
  linear: {
    value: tex`a = z`,
    derivative: tex`\frac{\partial a}{\partial z} = 1`,
    words: 'a = z; da/dz = 1',
  },
  sigmoid: {
    value: tex`a = \sigma(z) = \frac{1}{1 + e^{-z}}`,
    derivative: tex`\frac{\partial a}{\partial z} = a\,(1 - a)`,
    words: 'a = 1 / (1 + e^−z); da/dz = a (1 − a)',
  },
  tanh: {
    value: tex`a = \tanh z`,
    derivative: tex`\frac{\partial a}{\partial z} = 1 - a^2`,
    words: 'a = tanh z; da/dz = 1 − a²',
  },
  relu: {
    value: tex`a = \max(0, z)`,
    derivative: tex`\frac{\partial a}{\partial z} = ${cases('1', '0', 'z > 0')}`,
    words: 'a = max(0, z); da/dz = 1 where z > 0, else 0',
  },
  leaky_relu: {
    value: tex`a = ${cases('0.01\\,z', 'z')}`,
    derivative: tex`\frac{\partial a}{\partial z} = ${cases('1', '0.01', 'z > 0')}`,
    words: 'a = z, or 0.01 z where z < 0; da/dz = 1 where z > 0, else 0.01',
  },
  elu: {
    value: tex`a = ${cases('e^z - 1', 'z')}`,
    derivative: tex`\frac{\partial a}{\partial z} = ${cases('1', 'e^z', 'z > 0')}`,
    words: 'a = z, or e^z − 1 where z < 0; da/dz = 1 where z > 0, else e^z',
  },
  selu: {
    value: tex`a = \lambda ${cases('\\alpha\\,(e^z - 1)', 'z')}`,
    derivative: tex`\frac{\partial a}{\partial z} = \lambda ${cases('1', '\\alpha e^z', 'z > 0')}`,
    note: tex`\lambda \approx 1.0507,\quad \alpha \approx 1.6733`,
    words:
      'a = λ z, or λ α (e^z − 1) where z < 0; da/dz = λ where z > 0, else λ α e^z; λ ≈ 1.0507, α ≈ 1.6733',
  },
  gelu: {
    value: tex`a = z\,\Phi(z), \quad \Phi(z) = \tfrac12\left(1 + \operatorname{erf}\tfrac{z}{\sqrt 2}\right)`,
    derivative: tex`\frac{\partial a}{\partial z} = \Phi(z) + \frac{z}{\sqrt{2\pi}}\,e^{-z^2/2}`,
    words: 'a = z Φ(z), Φ(z) = ½ (1 + erf(z / √2)); da/dz = Φ(z) + z e^(−z²/2) / √(2π)',
  },
  silu: {
    value: tex`a = z\,\sigma(z) = \frac{z}{1 + e^{-z}}`,
    derivative: tex`\frac{\partial a}{\partial z} = \sigma(z)\,\bigl(1 + z\,(1 - \sigma(z))\bigr)`,
    words: 'a = z σ(z) = z / (1 + e^−z); da/dz = σ(z) (1 + z (1 − σ(z)))',
  },
  softplus: {
    value: tex`a = \ln(1 + e^z)`,
    derivative: tex`\frac{\partial a}{\partial z} = \sigma(z) = \frac{1}{1 + e^{-z}}`,
    words: 'a = ln(1 + e^z); da/dz = σ(z) = 1 / (1 + e^−z)',
  },
  softsign: {
    value: tex`a = \frac{z}{1 + |z|}`,
    derivative: tex`\frac{\partial a}{\partial z} = \frac{1}{(1 + |z|)^2}`,
    words: 'a = z / (1 + |z|); da/dz = 1 / (1 + |z|)²',
  },
  softmax: {
    value: tex`a_k = \frac{e^{z_k}}{\sum_j e^{z_j}}`,
    derivative: tex`\frac{\partial a_k}{\partial z_i} = ${cases('a_k\\,(1 - a_k)', '-a_k\\,a_i', 'i = k')}`,
    words: 'aₖ = e^zₖ / Σⱼ e^zⱼ; ∂aₖ/∂zᵢ = aₖ (1 − aₖ) where i = k, else −aₖ aᵢ',
  },
};

/** ℓ of one output (of one row for cross_entropy), before `scale` and the reductions. */
export const LOSS_FORMULAS = {
  mse: {
    value: tex`\ell = (\hat y - y)^2`,
    derivative: tex`\frac{\partial \ell}{\partial \hat y} = 2\,(\hat y - y)`,
    words: 'ℓ = (ŷ − y)²; ∂ℓ/∂ŷ = 2 (ŷ − y)',
  },
  mae: {
    value: tex`\ell = |\hat y - y|`,
    derivative: tex`\frac{\partial \ell}{\partial \hat y} = \operatorname{sign}(\hat y - y)`,
    words: 'ℓ = |ŷ − y|; ∂ℓ/∂ŷ = sign(ŷ − y)',
  },
  huber: {
    value: tex`\ell = ${cases(tex`\tfrac12(\hat y - y)^2`, tex`|\hat y - y| - \tfrac12`, tex`|\hat y - y| \le 1`)}`,
    derivative: tex`\frac{\partial \ell}{\partial \hat y} = \max(-1, \min(1, \hat y - y))`,
    words:
      'ℓ = ½ (ŷ − y)² where |ŷ − y| ≤ 1, else |ŷ − y| − ½; ∂ℓ/∂ŷ = ŷ − y held between −1 and 1',
  },
  binary_cross_entropy: {
    value: tex`\ell = -y \ln p - (1 - y) \ln(1 - p)`,
    derivative: tex`\frac{\partial \ell}{\partial z} = p - y, \quad p = \sigma(z)`,
    words: 'ℓ = −y ln p − (1 − y) ln(1 − p); ∂ℓ/∂z = p − y, with p = σ(z)',
  },
  cross_entropy: {
    value: tex`\ell = -\sum_k y_k \ln p_k`,
    derivative: tex`\frac{\partial \ell}{\partial z_k} = p_k - y_k, \quad p = \operatorname{softmax}(z)`,
    words: 'ℓ = −Σₖ yₖ ln pₖ; ∂ℓ/∂zₖ = pₖ − yₖ, with p = softmax(z)',
  },
  hinge: {
    value: tex`\ell = \max(0, 1 - y\,\hat y)`,
    derivative: tex`\frac{\partial \ell}{\partial \hat y} = ${cases('-y', '0', tex`y\,\hat y < 1`)}`,
    words: 'ℓ = max(0, 1 − y ŷ); ∂ℓ/∂ŷ = −y where y ŷ < 1, else 0',
  },
};
