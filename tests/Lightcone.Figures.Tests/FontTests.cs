using System.Collections;
using System.Reflection;
using ScottPlot;
using SkiaSharp;

namespace Lightcone.Figures.Tests;

// Fonts are known to the whole process: no other chart is drawn while they are exchanged.
[Collection("Charts")]
public sealed class FontTests
{
    // Law: without any font of the system every chart is the same bytes, and no other font is ever asked for.
    [Fact]
    public void Charts_are_the_same_bytes_without_fonts_of_the_system()
    {
        Dictionary<string, byte[]> before = Charts.All.ToDictionary(static chart => chart.Key, static chart => chart.Value().ToPng());
        IFontResolver[] resolvers = [.. Fonts.FontResolvers];
        Recording recording = new(resolvers.OfType<EmbeddedFonts>().Single());
        try
        {
            Forget();
            Fonts.FontResolvers.Clear();
            Fonts.FontResolvers.Add(recording);
            foreach ((string kind, Func<Chart> chart) in Charts.All)
                Assert.True(before[kind].AsSpan().SequenceEqual(chart().ToPng()), kind);
            Assert.Equal([EmbeddedFonts.Family], recording.Asked);
        }
        finally
        {
            Forget();
            Fonts.FontResolvers.Clear();
            Fonts.FontResolvers.AddRange(resolvers);
        }
    }

    // A sign that a font lacks is drawn as a box, without an error.
    [Fact]
    public void Both_fonts_have_the_signs_of_charts()
    {
        EmbeddedFonts.Use();
        foreach (bool bold in new[] { false, true })
        {
            using SKFont font = new(Fonts.FontResolvers[0].CreateTypeface(EmbeddedFonts.Family, bold, false));
            foreach (char sign in "abcxyzABC0123456789αβγδεθλμπρστφωΔΣΩ±·−×⁻⁰¹²³⁴⁵⁶⁷⁸⁹…%()[]=,.:'′")
                Assert.True(font.GetGlyph(sign) != 0, $"{sign} {(bold ? "bold" : "regular")}");
        }
    }

    // The drawing library keeps every font it ever found, and has no other way to forget them.
    private static void Forget()
    {
        object found = typeof(Fonts).GetField("TypefaceCache", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        Assert.IsType<IDictionary>(found, exactMatch: false).Clear();
    }

    private sealed class Recording(EmbeddedFonts fonts) : IFontResolver
    {
        public HashSet<string> Asked { get; } = [];

        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing)
        {
            Asked.Add(fontName);
            return fonts.CreateTypeface(fontName, weight, slant, spacing);
        }

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic)
        {
            Asked.Add(fontName);
            return fonts.CreateTypeface(fontName, bold, italic);
        }
    }
}
