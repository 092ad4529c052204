using System.Reflection;

namespace Lightcone.Architecture.Tests;

/// <summary>A type's name as C# writes it, with the question mark of what may be null.</summary>
internal static class ApiName
{
    private static readonly NullabilityInfoContext Nullability = new();
    private static readonly Lock Gate = new();
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(ushort)] = "ushort", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(char)] = "char",
    };

    public static string Of(ParameterInfo parameter)
    {
        string prefix = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true, IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute), false) || parameter.IsDefined(typeof(System.Runtime.CompilerServices.ParamCollectionAttribute), false) => "params ",
            _ => "",
        };
        return prefix + Of(parameter.ParameterType, Read(() => Nullability.Create(parameter)));
    }

    public static string Of(PropertyInfo property) => Of(property.PropertyType, Read(() => Nullability.Create(property)));

    public static string Of(FieldInfo field) => Of(field.FieldType, Read(() => Nullability.Create(field)));

    public static string Of(Type type) => Of(type, null);

    private static NullabilityInfo Read(Func<NullabilityInfo> create)
    {
        lock (Gate)
            return create();
    }

    private static string Of(Type type, NullabilityInfo? info)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!, info);
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Of(inner) + "?";
        string mark = !type.IsValueType && info is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable } && !type.IsValueType ? "?" : "";
        if (type.IsArray)
            return $"{Of(type.GetElementType()!, info?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        if (Keywords.TryGetValue(type, out string? keyword))
            return keyword + mark;
        string name = type.IsNested && !type.IsGenericParameter ? $"{Of(type.DeclaringType!)}.{type.Name}" : type.Name;
        if (!type.IsGenericType)
            return name + mark;
        Type[] arguments = type.GetGenericArguments();
        IEnumerable<string> texts = arguments.Select((argument, i) => Of(argument, info is { GenericTypeArguments.Length: > 0 } && i < info.GenericTypeArguments.Length ? info.GenericTypeArguments[i] : null));
        return $"{name.Split('`')[0]}<{string.Join(", ", texts)}>{mark}";
    }
}
