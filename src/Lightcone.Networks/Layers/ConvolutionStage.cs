using Lightcone.Networks.Kernels;
using Lightcone.Networks.Stages;

namespace Lightcone.Networks.Layers;

/// <summary>A convolution over a block, a picture at a time: what each place sees is copied into a row, and the rows are multiplied by the filters as one matrix.</summary>
internal sealed unsafe class ConvolutionStage : Stage
{
    private readonly Convolution layer;
    private readonly PackedTensor weight;
    private readonly PackedTensor bias;
    private readonly int channels;
    private readonly int places;
    private readonly int seen;
    private readonly FloatBuffer patches;
    private readonly FloatBuffer filtered;
    private readonly FloatBuffer patchGradients;

    public ConvolutionStage(StageContext context, Activations input, Convolution layer, PackedTensor weight, PackedTensor bias)
        : base(context, input)
    {
        (this.layer, this.weight, this.bias) = (layer, weight, bias);
        channels = input.Width / (layer.Height * layer.Width);
        places = layer.Places.Height * layer.Places.Width;
        seen = weight.Spec.Depth;
        Output = context.NewActivations(layer.OutputWidth(input.Width));
        (patches, filtered) = (new FloatBuffer((long)places * seen), new FloatBuffer((long)places * weight.RowStride));
        patchGradients = new FloatBuffer(context.Trains ? (long)places * Lanes.Stride(seen) : 0);
    }

    public override Activations Output { get; }

    public override bool OutputIsFree => true;

    public override void Forward(int first, int steps)
    {
        float* b = StageContext.Parameters + bias.Offset;
        for (int row = 0; row < steps * StageContext.Batch; row++)
        {
            Gather(Input.At(first) + ((long)row * Input.Stride));
            Gemm.Multiply(patches.Pointer, seen, 1, StageContext.Parameters + weight.Offset, weight.RowStride, b, 0, filtered.Pointer, weight.RowStride, places, layer.Channels, seen);
            float* to = Output.At(first) + ((long)row * Output.Stride);
            for (int place = 0; place < places; place++)
                Copy(filtered.Pointer + ((long)place * weight.RowStride), to + ((long)place * layer.Channels), layer.Channels);
        }
    }

    public override void Backward(int first, int steps)
    {
        float* g = StageContext.Gradients + weight.Offset;
        for (int row = 0; row < steps * StageContext.Batch; row++)
        {
            float* from = OutputGradient!.At(first) + ((long)row * OutputGradient.Stride);
            for (int place = 0; place < places; place++)
                Copy(from + ((long)place * layer.Channels), filtered.Pointer + ((long)place * weight.RowStride), layer.Channels);
            Gather(Input.At(first) + ((long)row * Input.Stride));
            Gemm.Multiply(patches.Pointer, 1, seen, filtered.Pointer, weight.RowStride, g, weight.RowStride, g, weight.RowStride, seen, layer.Channels, places);
            Projection.BiasGradient(StageContext, filtered.Pointer, places, bias);
            if (InputGradient is not null)
                Scatter(InputGradient.At(first) + ((long)row * InputGradient.Stride));
        }
    }

    protected override Activations NewInputGradient(Activations outputGradient) => StageContext.NewBlock(Input.Width);

    // Each row of the filter is a run of neighbors in the picture, all channels of each.
    private void Gather(float* picture)
    {
        float* to = patches.Pointer;
        int run = layer.Kernel * channels;
        for (int y = 0; y < layer.Places.Height; y++)
            for (int x = 0; x < layer.Places.Width; x++)
                for (int dy = 0; dy < layer.Kernel; dy++, to += run)
                    Copy(picture + ((((long)(y + dy) * layer.Width) + x) * channels), to, run);
    }

    // A pixel is seen from several places: what they say is added in the order of the places.
    private void Scatter(float* picture)
    {
        int stride = Lanes.Stride(seen), run = layer.Kernel * channels;
        Projection.ToInput(StageContext, filtered.Pointer, patchGradients.Pointer, stride, weight, places, accumulate: false);
        new Span<float>(picture, Input.Width).Clear();
        for (int y = 0; y < layer.Places.Height; y++)
        {
            for (int x = 0; x < layer.Places.Width; x++)
            {
                float* from = patchGradients.Pointer + ((((long)y * layer.Places.Width) + x) * stride);
                for (int dy = 0; dy < layer.Kernel; dy++)
                {
                    float* to = picture + ((((long)(y + dy) * layer.Width) + x) * channels);
                    for (int k = 0; k < run; k++)
                        to[k] += from[(dy * run) + k];
                }
            }
        }
    }
}
