using System.Reflection;
using ScottPlot;
using SkiaSharp;

namespace Lightcone.Figures;

/// <summary>The fonts of all charts, which come with this assembly: what a chart looks like does not depend on what is installed.</summary>
internal sealed class EmbeddedFonts : IFontResolver
{
    /// <summary>A name that no font of a system has, so that none can take its place.</summary>
    public const string Family = "Lightcone Inter";

    private readonly SKTypeface regular = Read("Inter-Regular");
    private readonly SKTypeface bold = Read("Inter-SemiBold");

    private EmbeddedFonts()
    {
    }

    /// <summary>The font of a text.</summary>
    public static SKTypeface Typeface(bool bold) => bold ? Installed.Fonts.bold : Installed.Fonts.regular;

    /// <summary>Makes the fonts known to the drawing library and its default; once a process.</summary>
    public static void Use() => Installed.Once();

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => CreateTypeface(fontName, weight > FontWeight.Medium, slant != FontSlant.Upright);

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Family ? bold ? this.bold : regular : null;

    private static SKTypeface Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"the assembly was built without its font {name}.");
        return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException($"the font {name} cannot be read: the native library is of another version than the one it was built with.");
    }

    private static class Installed
    {
        public static readonly EmbeddedFonts Fonts = new();

        static Installed()
        {
            ScottPlot.Fonts.FontResolvers.Insert(0, Fonts);
            ScottPlot.Fonts.Default = Family;
        }

        public static void Once()
        {
        }
    }
}
