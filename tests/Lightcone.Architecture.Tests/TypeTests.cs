namespace Lightcone.Architecture.Tests;

public sealed class TypeTests
{
    private const int RootTypes = 32;
    private static readonly string[] EmptyWords = ["Helper", "Helpers", "Util", "Utils", "Utilities", "Manager", "Processor", "Calculator"];

    // An interface exists where users plug something in, or as a generic constraint in kernels. Each is listed with its reason.
    private static readonly Dictionary<string, string> Interfaces = new()
    {
        ["IFlow"] = "users write their own flows",
        ["IMap"] = "users write their own maps",
        ["IEnvironment"] = "users write their own environments",
        ["IReal"] = "a flow is written once for one number and for lanes of numbers",
        ["ILanes"] = "solvers are generic over the width and precision of lanes",
        ["IFlowOperation"] = "an operation on a flow whose type is known only at run time: one virtual call a run, none a step",
        ["IBatchStore"] = "where a batch of trajectories is written is a type parameter of the stepping loop",
        ["INeuronKind"] = "the membrane recurrence is generic over the kind of neuron: no call a step",
        ["IFire"] = "the membrane recurrence is generic over how a spike is decided",
        ["IReset"] = "the membrane recurrence is generic over what a spike does to the membrane",
        ["IFlow3"] = "users give flows of three components a form that stays in registers",
        ["IBlockStep"] = "batches and exponents are generic over how a block of trajectories steps",
        ["ITangentRow"] = "the step of tangent vectors is generic over the columns that lie side by side",
        ["IStrip"] = "the matrix product is generic over the width of its strip",
        ["ICodeLook"] = "transducers are generic over the size of the table that is looked up in registers",
        ["IBitWord"] = "kernels are generic over the width of a word",
        ["ITakesTurns"] = "a run that changes between two engines says which one did most steps; rows and grids change in different ways",
        ["ICircuit"] = "kernels are generic over the circuit they run",
        ["IRecord"] = "a table of records is generic over the record: hash and comparison without a call",
    };

    private static IEnumerable<Type> Types => Product.All.SelectMany(static product => product.Types);

    [Fact]
    public void Every_class_is_sealed_abstract_or_static() =>
        Offenders.None(Types.Where(static type => type is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(static type => type.FullName));

    [Fact]
    public void Every_interface_has_a_reason() =>
        Offenders.None(Types.Where(static type => type.IsInterface && !Interfaces.ContainsKey(type.Name.Split('`')[0])).Select(static type => type.FullName));

    [Fact]
    public void The_root_folder_of_a_library_is_a_glossary_that_can_be_read_at_once() =>
        Offenders.None(
            from product in Product.Libraries
            let count = product.Types.Count(type => type.IsPublic && type.Namespace == product.Name)
            where count > RootTypes
            select $"{product.Name} has {count} public types at its root; at most {RootTypes} can be taken in");

    // Within an assembly: a type of that name could not be called there without its namespace.
    [Fact]
    public void No_namespace_is_named_like_a_type() =>
        Offenders.None(
            from product in Product.All
            from name in product.Types.Select(static type => type.Namespace!.Split('.')[^1]).Distinct().Intersect(product.Types.Where(static type => !type.IsNested).Select(static type => type.Name.Split('`')[0]))
            select $"{product.Name}: {name}");

    [Fact]
    public void No_name_ends_in_an_empty_word() =>
        Offenders.None(Types.Where(static type => EmptyWords.Any(word => type.Name.Split('`')[0].EndsWith(word, StringComparison.Ordinal))).Select(static type => type.FullName));

    [Fact]
    public void Public_types_of_libraries_are_in_the_documentation_file() =>
        Offenders.None(
            from product in Product.Libraries
            let documentation = File.ReadAllText(Path.ChangeExtension(product.Assembly.Location, ".xml"))
            from type in product.Types
            where type.IsVisible && !documentation.Contains($"\"T:{type.FullName!.Replace('+', '.')}\"", StringComparison.Ordinal)
            select type.FullName);
}
