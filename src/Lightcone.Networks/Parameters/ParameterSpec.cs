namespace Lightcone.Networks.Parameters;

/// <summary>One tensor of a layer: a matrix [gates x width, depth] or a vector [gates x width], and the numbers it starts with.</summary>
/// <param name="Name">The tensor's name within its layer, as torch spells it.</param>
/// <param name="Gates">How many groups of outputs lie one after the other; 1 except in LSTM, GRU and attention, which has three for each head.</param>
/// <param name="Width">Outputs per group.</param>
/// <param name="Depth">Inputs; 0 marks a vector.</param>
/// <param name="Start">The numbers the tensor starts with.</param>
/// <param name="FanIn">The number n of a uniform start U(±1/sqrt(n)): the inputs of an output, in recurrent layers the outputs.</param>
internal sealed record ParameterSpec(string Name, int Gates, int Width, int Depth, Initialization Start, int FanIn)
{
    public bool IsVector => Depth == 0;

    public int Count => checked(Gates * Width * Math.Max(1, Depth));

    public int[] Shape => IsVector ? [Gates * Width] : [Gates * Width, Depth];
}
