using System.Linq.Expressions;
using System.Reflection;

namespace Concentric.Data;

/// <summary>What is personal, as the entities declare it by <see cref="PersonalAttribute"/>.</summary>
public static class PersonalFields
{
    private static readonly Lazy<HashSet<string>> Names = new(() =>
    [
        .. StoreSets.Entities.SelectMany(entity => entity.GetProperties())
            .Select(property => (property.Name, Mark: property.GetCustomAttribute<PersonalAttribute>()))
                .Where(property => property.Mark is not null)
            .SelectMany(property => (property.Mark!.Field ?? property.Name).Split(',')),
    ]);

    /// <summary>True when a field of forms, imports and refusals holds something personal.</summary>
    public static bool Has(string field) => Names.Value.Contains(field);

    /// <summary>True when an expression reads something personal, wherever it lies.</summary>
    public static bool AreReadBy(LambdaExpression value)
    {
        var search = new Search();
        search.Visit(value);
        return search.HasFound;
    }

    private sealed class Search : ExpressionVisitor
    {
        public bool HasFound { get; private set; }

        protected override Expression VisitMember(MemberExpression node)
        {
            HasFound |= node.Member.GetCustomAttribute<PersonalAttribute>() is not null;
            return base.VisitMember(node);
        }
    }
}
