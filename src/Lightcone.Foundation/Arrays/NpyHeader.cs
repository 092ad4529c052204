using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Lightcone.Foundation.Input;

namespace Lightcone.Foundation.Arrays;

/// <summary>The text header of a .npy file.</summary>
internal sealed partial record NpyHeader(StoredNumbers Numbers, bool FirstFastest, ImmutableArray<int> Shape, long Bytes)
{
    public static NpyHeader Parse(string text, string? file)
    {
        Match descriptor = DescriptorPattern().Match(text);
        Match order = OrderPattern().Match(text);
        Match shape = ShapePattern().Match(text);
        if (!descriptor.Success || !order.Success || !shape.Success)
            throw Error("expected descr, fortran_order and shape in the header of the array. Save it with numpy.save.", file);
        StoredNumbers numbers = StoredNumbers.OfDescriptor(descriptor.Groups["value"].Value)
            ?? throw Error($"expected real numbers (f2, f4, f8), whole ones (i1 to i8, u1 to u8) or b1, found '{descriptor.Groups["value"].Value}'. Save a.astype('uint8') or a.astype('<f8').", file);
        List<int> axes = [];
        long bytes = numbers.Size, wide = numbers.Type.Size();
        foreach (string axis in shape.Groups["value"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(axis, NumberStyles.None, CultureInfo.InvariantCulture, out int n) || (bytes *= n) > Array.MaxLength || (wide *= n) > Array.MaxLength)
                throw Error($"expected a shape of at most {Array.MaxLength:N0} bytes, found ({shape.Groups["value"].Value}). Save a smaller part.", file);
            axes.Add(n);
        }

        return new(numbers, order.Groups["value"].Value == "True", [.. axes], bytes);
    }

    private static InputException Error(string problem, string? file) => new(problem, new SourceLocation(file));

    [GeneratedRegex(@"(?<q>['""])descr\k<q>\s*:\s*['""](?<value>[^'""]{0,20})['""]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DescriptorPattern();

    [GeneratedRegex(@"(?<q>['""])fortran_order\k<q>\s*:\s*(?<value>True|False)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"(?<q>['""])shape\k<q>\s*:\s*\((?<value>[^)]{0,200})\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShapePattern();
}
