namespace Lightcone.Cli.Bench;

/// <summary>A contestant whose answer is put into other words before it is compared.</summary>
/// <param name="contestant">Who does the work.</param>
/// <param name="translate">What its answer says in ours.</param>
internal sealed class TranslatedContestant(Contestant contestant, Func<Answer, Answer> translate) : Contestant
{
    public override Answer Result() => translate(contestant.Result());

    public override Spent Spend(int runs) => contestant.Spend(runs);

    public override void Dispose() => contestant.Dispose();
}
