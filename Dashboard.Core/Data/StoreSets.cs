using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Data;

/// <summary>
/// What the features put into the store: the extension properties of <see cref="DashboardDbContext"/> that give a
/// <see cref="DbSet{TEntity}"/>. A table is named as its property. They are in files called <c>…Sets.cs</c>, whose names the build
/// notes: looking through every type of the program would load them all.
/// </summary>
internal static class StoreSets
{
    private static readonly Lazy<IReadOnlyList<(Type Entity, string Table)>> Found = new(() =>
    [
        .. Classes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(IsSet).Select(get => (get.ReturnType.GetGenericArguments()[0], get.Name["get_".Length..])),
    ]);

    public static IReadOnlyList<(Type Entity, string Table)> OfFeatures => Found.Value;

    /// <summary>All entities that have a set, the store's own included.</summary>
    public static IEnumerable<Type> Entities =>
    [
        .. typeof(DashboardDbContext).GetProperties().Select(set => set.PropertyType).Where(IsSetType)
            .Select(type => type.GetGenericArguments()[0]),
        .. OfFeatures.Select(set => set.Entity),
    ];

    private static IEnumerable<Type> Classes()
    {
        var assembly = typeof(StoreSets).Assembly;
        return assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "Store.Sets").Value!.Split(',')
            .Select(file => assembly.GetType($"{nameof(Concentric)}.{file.Replace('/', '.').Replace('\\', '.')}"))
            .OfType<Type>();
    }

    private static bool IsSet(MethodInfo method) => method.Name.StartsWith("get_", StringComparison.Ordinal) && IsSetType(method.ReturnType)
        && method.GetParameters() is [{ ParameterType: var store }] && store == typeof(DashboardDbContext);

    private static bool IsSetType(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(DbSet<>);
}
