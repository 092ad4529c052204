namespace Lightcone.Learning;

/// <summary>Networks of whole numbers: every value in them is computed exactly, in any order and on any machine.</summary>
public static class Quantization
{
    extension(NeuralRule network)
    {
        /// <summary>
        /// The network with whole-number weights of <paramref name="bits"/> bits and whole-number biases. Each unit is scaled by itself, which changes nothing but the size of its readout; the scales that agree best
        /// with this network's table are taken. It is not certain that all results stay: compare <see cref="NeuralRule.ToRule"/>.
        /// </summary>
        /// <param name="bits">2 to 16, sign included: with 2 bits weights are -1, 0, 1.</param>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="bits"/> is outside 2 to 16.</exception>
        public NeuralRule Quantize(int bits) => new Quantizer(network, network.ToRule()).Best(bits);

        /// <summary>The whole-number network of fewest bits that still gives <paramref name="rule"/> for every neighborhood.</summary>
        /// <param name="rule">What every result has to be.</param>
        /// <returns>The network, or null when not even 16 bits keep every result; training to a larger margin helps.</returns>
        /// <exception cref="ArgumentException">The rule reads or gives something else than this network.</exception>
        public NeuralRule? QuantizeSmallest(LocalRule rule)
        {
            ArgumentNullException.ThrowIfNull(rule);
            if (!rule.Signature.Equals(network.Signature))
                throw new ArgumentException($"The rule is {rule.Signature}; the network is {network.Signature}.", nameof(rule));
            Quantizer quantizer = new(network, rule);
            for (int bits = Quantizer.MinBits; bits <= Quantizer.MaxBits; bits++)
                if (quantizer.Best(bits) is var best && best.ToRule().Equals(rule))
                    return best;
            return null;
        }
    }
}
