using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Lightcone.Flows.Files;

/// <summary>The text header of a .npy file.</summary>
internal sealed partial record NpyHeader(NpyType Type, ImmutableArray<int> Shape)
{
    public int Bytes => (int)Type * Shape.Aggregate(1, static (a, b) => a * b);

    public static string Descriptor(NpyType type) => type switch
    {
        NpyType.Float64 => "<f8",
        NpyType.Float32 => "<f4",
        _ => "|u1",
    };

    public static NpyHeader Parse(string text, string name)
    {
        Match descriptor = DescriptorPattern().Match(text);
        Match order = OrderPattern().Match(text);
        Match shape = ShapePattern().Match(text);
        if (!descriptor.Success || !order.Success || !shape.Success)
            throw new InvalidDataException($"{name}: expected descr, fortran_order and shape in the header, found \"{text.Trim()}\". Save it with numpy.save.");
        if (order.Groups["value"].Value == "True")
            throw new InvalidDataException($"{name}: expected C order, found Fortran order. Save numpy.ascontiguousarray(a).");
        NpyType type = descriptor.Groups["value"].Value switch
        {
            "<f8" => NpyType.Float64,
            "<f4" => NpyType.Float32,
            "|u1" or "<u1" => NpyType.UInt8,
            string other => throw new InvalidDataException($"{name}: expected <f8, <f4 or |u1, found {other}. Save a.astype('<f8')."),
        };
        List<int> axes = [];
        long bytes = (long)type;
        foreach (string axis in shape.Groups["value"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(axis, NumberStyles.None, CultureInfo.InvariantCulture, out int n) || (bytes *= n) > Array.MaxLength)
                throw new InvalidDataException($"{name}: expected a shape of at most {Array.MaxLength} bytes, found ({shape.Groups["value"].Value}). Save a smaller part.");
            axes.Add(n);
        }

        return new(type, [.. axes]);
    }

    [GeneratedRegex(@"'descr':\s*'(?<value>[^']*)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DescriptorPattern();

    [GeneratedRegex(@"'fortran_order':\s*(?<value>True|False)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"'shape':\s*\((?<value>[^)]*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShapePattern();
}
