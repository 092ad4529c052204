using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Reflection;

namespace Lightcone.Architecture.Tests;

/// <summary>Which types of the product name which others, read from the compiled code: signatures, fields, base types and every instruction. What is only written in a comment does not count.</summary>
internal sealed class NamespaceGraph : ISignatureTypeProvider<int, int>
{
    private static readonly Dictionary<short, OpCode> Instructions = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (OpCode)field.GetValue(null)!).ToDictionary(static code => code.Value);

    private readonly HashSet<(string From, string To)> edges = [];
    private readonly MetadataReader metadata;
    private string from = "";

    private NamespaceGraph(PEReader file)
    {
        metadata = file.GetMetadataReader();
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            from = Outermost(handle);
            if (from.StartsWith("Lightcone", StringComparison.Ordinal))
                Add(metadata.GetTypeDefinition(handle), file);
        }
    }

    /// <summary>Pairs of types, full names of the outermost ones, the first of which names the second; both of the product.</summary>
    public static IReadOnlyCollection<(string From, string To)> Types(Assembly assembly)
    {
        using PEReader file = new(File.OpenRead(assembly.Location));
        return new NamespaceGraph(file).edges;
    }

    /// <summary>The namespace of a full name.</summary>
    public static string Namespace(string type) => type[..type.LastIndexOf('.')];

    public int GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => See(Outermost(handle));

    public int GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => See(Outermost(handle));

    public int GetTypeFromSpecification(MetadataReader reader, int genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => reader.GetTypeSpecification(handle).DecodeSignature(this, 0);

    public int GetArrayType(int elementType, ArrayShape shape) => 0;

    public int GetByReferenceType(int elementType) => 0;

    public int GetFunctionPointerType(MethodSignature<int> signature) => 0;

    public int GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments) => 0;

    public int GetGenericMethodParameter(int genericContext, int index) => 0;

    public int GetGenericTypeParameter(int genericContext, int index) => 0;

    public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;

    public int GetPinnedType(int elementType) => 0;

    public int GetPointerType(int elementType) => 0;

    public int GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;

    public int GetSZArrayType(int elementType) => 0;

    private int See(string to)
    {
        if (to.StartsWith("Lightcone", StringComparison.Ordinal) && to != from)
            edges.Add((from, to));
        return 0;
    }

    private string Outermost(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeDefinition)
        {
            TypeDefinition type = metadata.GetTypeDefinition((TypeDefinitionHandle)handle);
            while (!type.GetDeclaringType().IsNil)
                type = metadata.GetTypeDefinition(type.GetDeclaringType());
            return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
        }

        TypeReference reference = metadata.GetTypeReference((TypeReferenceHandle)handle);
        while (reference.ResolutionScope.Kind == HandleKind.TypeReference)
            reference = metadata.GetTypeReference((TypeReferenceHandle)reference.ResolutionScope);
        return $"{metadata.GetString(reference.Namespace)}.{metadata.GetString(reference.Name)}";
    }

    private void Add(TypeDefinition type, PEReader file)
    {
        Add(type.BaseType);
        foreach (InterfaceImplementationHandle handle in type.GetInterfaceImplementations())
            Add(metadata.GetInterfaceImplementation(handle).Interface);
        foreach (FieldDefinitionHandle handle in type.GetFields())
            metadata.GetFieldDefinition(handle).DecodeSignature(this, 0);
        foreach (MethodDefinitionHandle handle in type.GetMethods())
        {
            MethodDefinition method = metadata.GetMethodDefinition(handle);
            method.DecodeSignature(this, 0);
            if (method.RelativeVirtualAddress != 0)
                Add(file.GetMethodBody(method.RelativeVirtualAddress));
        }
    }

    private void Add(MethodBodyBlock body)
    {
        if (!body.LocalSignature.IsNil)
            metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(this, 0);
        BlobReader code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            short value = code.ReadByte();
            if (value == 0xfe)
                value = (short)(0xfe00 | code.ReadByte());
            switch (Instructions[value].OperandType)
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset++;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                case OperandType.InlineSwitch:
                    int targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                    Add(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                default:
                    code.Offset += 4;
                    break;
            }
        }
    }

    private void Add(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference when !handle.IsNil:
                See(Outermost(handle));
                break;
            case HandleKind.TypeSpecification:
                metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, 0);
                break;
            case HandleKind.MethodDefinition when !handle.IsNil:
                Add(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition when !handle.IsNil:
                Add(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                MemberReference member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                Add(member.Parent);
                if (member.GetKind() == MemberReferenceKind.Method)
                    member.DecodeMethodSignature(this, 0);
                else
                    member.DecodeFieldSignature(this, 0);
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification method = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                method.DecodeSignature(this, 0);
                Add(method.Method);
                break;
        }
    }
}
