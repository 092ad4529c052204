namespace Lightcone.Comparisons;

/// <summary>A implementation whose answer is put into other words before it is compared.</summary>
/// <param name="implementation">Who does the work.</param>
/// <param name="translate">What its answer says in ours.</param>
internal sealed class TranslatedImplementation(Implementation implementation, Func<WorkResult, WorkResult> translate) : Implementation
{
    public override WorkResult Result() => translate(implementation.Result());

    public override Elapsed Time(int runs) => implementation.Time(runs);

    public override void Dispose() => implementation.Dispose();
}
