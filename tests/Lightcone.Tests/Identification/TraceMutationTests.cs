using System.Text;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Identification;
using Lightcone.Inference;

namespace Lightcone.Tests;

/// <summary>A hundred thousand damaged files of each kind that learning reads: every one is learned from, or refused with an <see cref="InputException"/>.</summary>
public sealed class TraceMutationTests
{
    private static readonly string[] Words = ["run", "step", "t", ";", "\t", "\r\n", "\n\n", "\n\n\n", "NaN", "a", ".", "é", "0.5", "-1", "\uFEFF"];

    [Theory]
    [InlineData(TraceFormat.Csv, 1, "run,step,a,b,c\n0,0,1,2,1\n0,1,2,1,1\n0,2,1,1,2\n\n1,0,1,1,2\n1,1,2,2,1\n")]
    [InlineData(TraceFormat.Text, 1, "01101\n11010\n10111\n\n00010\n00111\n")]
    [InlineData(TraceFormat.Text, 1, "a bb a\nbb a a\n\na a bb\na bb a\n")]
    [InlineData(TraceFormat.Text, 2, "..O\n.O.\nOO.\n\n...\nO..\n.OO\n\n\nO..\nO..\n...\n\n..O\nO.O\n...\n")]
    public void A_damaged_recording_is_learned_from_or_refused(TraceFormat format, int dimensions, string text)
    {
        int turn = 0;
        int accepted = Mutations.Read($"mutations/traces/{format}/{dimensions}/{text.Length}", [Encoding.UTF8.GetBytes(text)], Words, bytes =>
        {
            Recording recording = Recording.Parse(Encoding.UTF8.GetString(bytes), format, dimensions, file: "damaged");
            // What was read is also learned from, which is the longer work: one in ten.
            if (turn++ % 10 == 0)
                new TraceLearning().Fit(recording);
        });
        Assert.InRange(accepted, Mutations.Count / 100, Mutations.Count);
    }

    [Fact]
    public void A_damaged_array_of_traces_is_read_or_refused()
    {
        byte[] cells = new byte[3 * 4 * 5];
        new RandomStream(1, "array").FillSymbols(cells, 3);
        Mutations.Read("mutations/traces/npy", [NpyArray.FromBytes(cells, [3, 4, 5]).ToFile(), NpyArray.FromBytes(cells, [12, 5]).ToFile()], ["<f8", "<i8", "True", "()", "(-1,)", "(3, 4, 5)"], static bytes => Recording.ParseArray(bytes, 1, file: "damaged"));
    }

    [Theory]
    [InlineData("12+30=42\n7+8=15\n999+1=1000\n0+0=0\n")]
    [InlineData("12=36\n7=21\n40=120\n0=0\n")]
    [InlineData("0110 -> 0100\n111 -> 101\n1 -> 1\n")]
    [InlineData("a b a -> x y y\nb b -> x x\n")]
    public void Damaged_answers_are_read_or_refused(string text)
    {
        int turn = 0;
        Mutations.Read($"mutations/answers/{text.Length}", [Encoding.UTF8.GetBytes(text)], ["->", "=", "+", "-", "*", "NaN", "\r\n", "00000", " "], bytes =>
        {
            AlignedPairs pairs = AlignedPairs.Parse(Encoding.UTF8.GetString(bytes), 10, "damaged");
            if (turn++ % 20 == 0)
                DirectFit.Fit(pairs);
        });
    }
}
