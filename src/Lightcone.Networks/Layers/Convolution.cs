using Lightcone.Networks.Parameters;
using Lightcone.Networks.Stages;
using System.Globalization;

namespace Lightcone.Networks.Layers;

/// <summary>
/// A two-dimensional convolution at every step: the same filters at each place of a picture, without padding, one pixel apart. Parameters: <c>weight</c> [channels, kernel * kernel * input channels], in
/// each row the filter's rows from the top, in these its pixels from the left, in these the input channels; <c>bias</c> [channels]; both from U(±1/sqrt(kernel * kernel * input channels)).
/// </summary>
/// <remarks>
/// Features are pixels row by row, the channels of a pixel side by side, in the input as in the output; torch's Conv2d has the channels first. As everywhere, filters are not turned around: it is a
/// cross-correlation. Cost: a matrix product of places by filter size by channels for each step and sample.
/// </remarks>
/// <param name="Channels">Output channels, at least 1; places times channels, the outputs, are at most 65,536.</param>
/// <param name="Height">Rows of the input's pixels, at least <paramref name="Kernel"/>.</param>
/// <param name="Width">Columns of the input's pixels, at least <paramref name="Kernel"/>.</param>
/// <param name="Kernel">Rows and columns of a filter. Default 3.</param>
public sealed record Convolution(int Channels, int Height, int Width, int Kernel = 3) : Layer
{
    private const int Most = 65536;

    /// <summary>Rows and columns of the output.</summary>
    internal (int Height, int Width) Places => (Height - Kernel + 1, Width - Kernel + 1);

    internal override int OutputWidth(int inputs) => Places.Height * Places.Width * Channels;

    internal override IReadOnlyList<ParameterSpec> Parameters(int inputs)
    {
        int size = Kernel * Kernel * (inputs / (Height * Width));
        return [new("weight", 1, Channels, size, Initialization.Default, size), new("bias", 1, Channels, 0, Initialization.Default, size)];
    }

    internal override string? Complaint()
    {
        if (Height < 1 || Width < 1 || Kernel < 1 || Kernel > Height || Kernel > Width || (long)Height * Width > Most)
            return string.Create(CultureInfo.InvariantCulture, $"a convolution needs a picture of 1 to {Most:N0} pixels and a kernel that fits into it, not {Height}x{Width} and {Kernel}");
        return PositiveWidth(Channels, "a convolution") ?? ((long)Places.Height * Places.Width * Channels > Most ? string.Create(CultureInfo.InvariantCulture, $"a convolution must have at most {Most:N0} outputs, not {(long)Places.Height * Places.Width * Channels:N0}") : null);
    }

    internal override string? Complaint(int inputs) => Complaint() ?? (inputs % (Height * Width) == 0 ? null
        : string.Create(CultureInfo.InvariantCulture, $"a convolution over {Height}x{Width} pixels needs as many features for each of them: {inputs} are not a multiple of {Height * Width}"));

    internal override Stage NewStage(StageContext context, Activations input, bool mayOverwriteInput, IReadOnlyList<PackedTensor> tensors) =>
        new ConvolutionStage(context, input, this, tensors[0], tensors[1]);

    internal override string Text() => string.Create(CultureInfo.InvariantCulture, $"conv {Channels} size={Height}x{Width}{(Kernel == 3 ? "" : $" kernel={Kernel}")}");
}
