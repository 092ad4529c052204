using Lightcone.Engines.Stepping;

namespace Lightcone.Engines.Bytes;

/// <summary>The passes of one rule, made when first needed and shared by all runs.</summary>
internal sealed class BytePasses
{
    private readonly Lazy<BytePass>[] passes;

    /// <param name="form">The rule.</param>
    public BytePasses(ByteForm form)
    {
        Form = form;
        Generations = CompiledBytePass.IsAvailable ? CompiledBytePass.Best(form) : 1;
        passes = [.. Enumerable.Range(1, Generations).Select(count => new Lazy<BytePass>(() => CompiledBytePass.IsAvailable ? new CompiledBytePass(form, count) : new PlainBytePass(form)))];
    }

    /// <summary>The passes of a rule, made once for all its runs; null in two dimensions and when there are too many codes.</summary>
    public static BytePasses? Of(RuleForms rule) => rule.Form(static rule => ByteForm.TryFind(rule.Merged) is { } form ? new BytePasses(form) : null);

    /// <summary>The rule.</summary>
    public ByteForm Form { get; }

    /// <summary>Generations that a pass carries at best.</summary>
    public int Generations { get; }

    /// <summary>A pass of so many generations, at most <see cref="Generations"/>.</summary>
    public BytePass Pass(int count) => passes[count - 1].Value;

    /// <summary>Tier, codes and generations a pass.</summary>
    public override string ToString() => $"{Form}, {(CompiledBytePass.IsAvailable ? "compiled" : "plain")}, {Generations} generation{(Generations == 1 ? "" : "s")} a pass";
}
