using System.Reflection;
using System.Runtime.CompilerServices;
using Lightcone.Tasks;

namespace Lightcone.Architecture.Tests;

/// <summary>The public members of an assembly as text: one line a member, indented below its type, in ordinal order.</summary>
internal static class ApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly)
    {
        foreach (Type type in assembly.GetTypes().Where(static type => type.IsVisible).OrderBy(static type => type.FullName, StringComparer.Ordinal))
        {
            yield return $"{Kind(type)} {type.FullName!.Replace('+', '.')}{Bases(type)}";
            if (typeof(Delegate).IsAssignableFrom(type))
                yield return "    " + Method(type.GetMethod("Invoke")!);
            else
                foreach (string member in Members(type).Order(StringComparer.Ordinal))
                    yield return "    " + member;
        }
    }

    private static IEnumerable<string> Members(Type type)
    {
        foreach (MemberInfo member in type.GetMembers(Declared))
            switch (member)
            {
                case FieldInfo field when IsSeen(field) && !field.IsSpecialName:
                    yield return field.IsLiteral ? $"const {ApiName.Of(field)} {field.Name} = {field.GetRawConstantValue()}" : $"{(field.IsStatic ? "static " : "")}{ApiName.Of(field)} {field.Name}";
                    break;
                case PropertyInfo property when property.Name != "EqualityContract" && Accessors(property) is { Length: > 0 } accessors:
                    string index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"this[{Parameters(parameters)}]" : property.Name;
                    yield return $"{Modifiers(property.GetMethod ?? property.SetMethod!)}{ApiName.Of(property)} {index} {{ {string.Join(" ", accessors)} }}";
                    break;
                case ConstructorInfo constructor when IsSeen(constructor) && !constructor.IsStatic && !Generated(constructor):
                    yield return $"new({Parameters(constructor.GetParameters())})";
                    break;
                case MethodInfo method when IsSeen(method) && !Generated(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)):
                    yield return Method(method);
                    break;
            }
    }

    private static string Method(MethodInfo method) =>
        $"{Modifiers(method)}{ApiName.Of(method.ReturnParameter)} {method.Name}{(method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(static type => type.Name))}>" : "")}({Parameters(method.GetParameters())})";

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(static parameter =>
        $"{ApiName.Of(parameter)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.RawDefaultValue ?? "default"}" : "")}"));

    private static string[] Accessors(PropertyInfo property) =>
    [
        .. property.GetMethod is { } get && IsSeen(get) ? ["get;"] : Array.Empty<string>(),
        .. property.SetMethod is { } set && IsSeen(set)
            ? [set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;"]
            : Array.Empty<string>(),
    ];

    private static string Modifiers(MethodBase method) => method switch
    {
        { IsStatic: true, IsAbstract: true } => "static abstract ",
        { IsStatic: true } => "static ",
        { DeclaringType.IsInterface: true } => "",
        { IsAbstract: true } => "abstract ",
        MethodInfo info when info.GetBaseDefinition() != info => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static bool IsSeen(FieldInfo field) => field.IsPublic || ((field.IsFamily || field.IsFamilyOrAssembly) && !field.DeclaringType!.IsSealed);

    private static bool IsSeen(MethodBase method) => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    // What the compiler adds to every record says nothing, except the constructor and the properties of its parameters.
    private static bool Generated(MethodBase method) =>
        (method.IsDefined(typeof(CompilerGeneratedAttribute), false) && !method.IsConstructor)
        || (method.IsConstructor && method.GetParameters() is [{ } only] && only.ParameterType == method.DeclaringType);

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        string[] bases = type.IsEnum || type.IsInterface || type.IsValueType || typeof(Delegate).IsAssignableFrom(type) || type.BaseType == typeof(object) || type.BaseType is null ? [] : [ApiName.Of(type.BaseType)];
        return bases.Length == 0 ? "" : " : " + bases[0];
    }
}
