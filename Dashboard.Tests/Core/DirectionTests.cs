using Concentric.Data;
using Mono.Cecil;

namespace Concentric.Tests.Core;

/// <summary>
/// That the folders of Core lean on each other in one direction, as the compiled program shows it; see docs/decisions/one-direction.md.
/// </summary>
public sealed class DirectionTests
{
    /// <summary>The lower layers, from the bottom: each uses only those before it, and no feature.</summary>
    private static readonly string[] Layers =
        ["Time", "Resources", "Rules", "Data", "Settings", "OfficeLists", "Ledgers", "Lists", "Sheets", "Calendar", "Jobs", "Live",
            "Imports", "Kinds", "Metrics"];

    /// <summary>
    /// What stands on them: kinds of records with what any record can have; what is read and judged across kinds; what is told and
    /// written; what puts all of it together.
    /// </summary>
    private static readonly string[][] Tiers =
    [
        ["Activities", "Attachments", "CoBuilders", "Communities", "Errands", "Hazards", "Imaging", "Instructions", "Mail", "Meetings",
            "People", "Petitions", "Programmes", "Projects", "Robots", "Search", "Visits", "Volunteers", "Wishes"],
        ["Anomalies", "Decomposition", "Evaluation", "FirstRun", "Overview", "ProcessCharts", "Profiles", "Recurrences", "Rotation",
            "Work"],
        ["Alerts", "CalendarYears", "Exports", "Nodes", "Notices", "PublishedFigures", "SentenceChecks"],
        ["Registration"],
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlySet<Use>>> Uses = new(Read);

    public static TheoryData<string> LowerLayers => [.. Layers];

    [Theory]
    [MemberData(nameof(LowerLayers))]
    public void ALowerLayer_UsesOnlyThoseBelowIt(string layer)
    {
        var below = Layers.TakeWhile(one => one != layer).ToHashSet();

        Assert.Equal([], Uses.Value[layer].Where(use => !below.Contains(use.Folder))
            .Select(use => $"{layer}: {use.By} uses {use.Folder}.{use.Of}").Order());
    }

    [Fact]
    public void ATier_UsesNoneAboveIt()
    {
        var tierOf = Tiers.SelectMany((tier, height) => tier.Select(folder => (folder, height))).ToDictionary();

        Assert.Equal([], tierOf.SelectMany(lower => Uses.Value[lower.Key]
            .Where(use => tierOf.GetValueOrDefault(use.Folder) > lower.Value)
            .Select(use => $"{lower.Key}: {use.By} uses {use.Folder}.{use.Of}")).Order());
    }

    [Fact]
    public void NoFolder_IsInARing()
    {
        Assert.True(Uses.Value.Values.Sum(uses => uses.Count) > 1_000, "The comparison sees too little of the program.");
        Assert.Equal([], Uses.Value.Keys.Where(folder => Reached(folder).Contains(folder)).Order());
    }

    private static HashSet<string> Reached(string folder)
    {
        var (reached, waiting) = (new HashSet<string>(), new Queue<string>([folder]));
        while (waiting.TryDequeue(out var next))
        {
            foreach (var use in Uses.Value[next].Select(use => use.Folder).Distinct())
                if (reached.Add(use)) waiting.Enqueue(use);
        }

        return reached;
    }

    /// <summary>
    /// Each folder with the types of others that it uses. Migrations and the compiled model are made by a tool, and left out.
    /// </summary>
    private static Dictionary<string, IReadOnlySet<Use>> Read()
    {
        using var program = AssemblyDefinition.ReadAssembly(typeof(DashboardDbContext).Assembly.Location);
        return program.MainModule.GetTypes().Where(type => FolderOf(type) is not null).GroupBy(type => FolderOf(type)!).ToDictionary(
            folder => folder.Key,
            IReadOnlySet<Use> (folder) =>
                folder.SelectMany(type => Used(type).SelectMany(Parts).Where(used => FolderOf(used) is { } other && other != folder.Key)
                .Select(used => new Use(FolderOf(used)!, Outermost(used).Name, Outermost(type).Name))).ToHashSet());
    }

    private static IEnumerable<TypeReference?> Used(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(one => one.InterfaceType),
        .. Constraints(type),
        .. Attributes(type),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Fields.Concat<ICustomAttributeProvider>(type.Properties).SelectMany(Attributes),
        .. type.Methods.SelectMany(Used),
    ];

    private static IEnumerable<TypeReference?> Used(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. Constraints(method),
        .. Attributes(method),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(step => Used(step.Operand)) : [],
    ];

    private static IEnumerable<TypeReference?> Used(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [.. method.GenericArguments, .. Used(method.ElementMethod)],
        MethodReference method =>
            [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType)],
        _ => [],
    };

    private static IEnumerable<TypeReference> Constraints(IGenericParameterProvider generic) =>
        generic.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider marked) =>
        marked.CustomAttributes.Select(attribute => attribute.AttributeType);

    /// <summary>A type with those it is made of, as <c>List&lt;Petition&gt;</c> of both.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>As in <c>Petitions</c>; null for what is not of Core.</summary>
    private static string? FolderOf(TypeReference type) =>
        Outermost(type).Namespace.Split('.') is ["Concentric", not "Migrations" and var folder, ..] ? folder : null;

    /// <param name="Folder">Whose type is used.</param>
    /// <param name="Of">The type.</param>
    /// <param name="By">The type that uses it.</param>
    private sealed record Use(string Folder, string Of, string By);
}
