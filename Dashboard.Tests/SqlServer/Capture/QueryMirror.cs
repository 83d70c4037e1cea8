using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;

// Internal to EF Core, but the one door through which every query of a context goes.
#pragma warning disable EF1001

namespace Concentric.Tests.SqlServer.Capture;

/// <summary>
/// Sends each LINQ query of another context (a SQLite store with real records) to the SQL Server that is not there as well.
/// So a command that reads, checks a rule and reads on is seen to its end, which made-up rows rarely pass.
/// Not seen: raw non-queries and compiled queries.
/// </summary>
public sealed class QueryMirror(Func<DbContext> server) : IInterceptor
{
    /// <summary>Adds the mirror to the options of the context whose queries are wanted.</summary>
    public void Attach(DbContextOptionsBuilder builder)
    {
        builder.AddInterceptors(this).ReplaceService<IQueryCompiler, MirroringQueryCompiler>();
    }

    internal void Send(Expression query, Type result)
    {
        using var db = server();
        var own = new Rewriter(db).Visit(query);
        // Asynchronous results are of the same query; there is nothing to wait for here.
        if (result.IsGenericType && result.GetGenericTypeDefinition() == typeof(Task<>))
            result = result.GetGenericArguments()[0];
        else if (result.IsGenericType && result.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))
            result = typeof(IEnumerable<>).MakeGenericType(result.GetGenericArguments());
        try
        {
            var execute = typeof(IQueryProvider).GetMethods()
                .Single(m => m is { Name: nameof(IQueryProvider.Execute), IsGenericMethod: true }).MakeGenericMethod(result);
            var answer = execute.Invoke(db.GetService<IAsyncQueryProvider>(), BindingFlags.DoNotWrapExceptions, null, [own], null);
            if (answer is IEnumerable rows and not string)
                foreach (var _ in rows) { }
        }
        catch (Exception e) when (!CapturingSqlServer.IsTranslation(e))
        {
            // A made-up row that nothing can be made of; the statement was sent.
        }
    }

    /// <summary>Puts the SQL Server context's tables in the place of the other context's.</summary>
    private sealed class Rewriter(DbContext db) : ExpressionVisitor
    {
        private readonly IAsyncQueryProvider _provider = db.GetService<IAsyncQueryProvider>();

        protected override Expression VisitExtension(Expression node) => node switch
        {
            FromSqlQueryRootExpression raw => new FromSqlQueryRootExpression(_provider, Own(raw.EntityType), raw.Sql, raw.Argument),
            EntityQueryRootExpression root => new EntityQueryRootExpression(_provider, Own(root.EntityType)),
            SqlQueryRootExpression raw => new SqlQueryRootExpression(_provider, raw.ElementType, raw.Sql, raw.Argument),
            QueryRootExpression => throw new NotSupportedException($"{node.GetType().Name} is not mirrored yet."),
            _ => base.VisitExtension(node),
        };

        protected override Expression VisitMember(MemberExpression node) => Inlined(node) ?? base.VisitMember(node);

        protected override Expression VisitMethodCall(MethodCallExpression node) =>
            (typeof(DbContext).IsAssignableFrom(node.Object?.Type) ? Inlined(node) : null) ?? base.VisitMethodCall(node);

        // A table or query of the other context that a lambda has closed over.
        private Expression? Inlined(Expression node)
        {
            if (!typeof(IQueryable).IsAssignableFrom(node.Type) || new Parameters().In(node))
                return null;
            var query = (IQueryable)Expression.Lambda(node).Compile().DynamicInvoke()!;
            return Visit(query.Expression);
        }

        private IEntityType Own(IEntityType type) => db.Model.FindEntityType(type.Name)!;
    }

    private sealed class Parameters : ExpressionVisitor
    {
        private bool _found;

        public bool In(Expression node)
        {
            Visit(node);
            return _found;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _found = true;
            return node;
        }
    }

    private sealed class MirroringQueryCompiler(
        IQueryContextFactory queryContextFactory, ICompiledQueryCache cache, ICompiledQueryCacheKeyGenerator keys, IDatabase database,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger, ICurrentDbContext current, IEvaluatableExpressionFilter filter, IModel model)
        : QueryCompiler(queryContextFactory, cache, keys, database, logger, current, filter, model)
    {
        private readonly QueryMirror _mirror = current.Context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!
            .Interceptors!.OfType<QueryMirror>().Single();

        public override TResult Execute<TResult>(Expression query)
        {
            _mirror.Send(query, typeof(TResult));
            return base.Execute<TResult>(query);
        }

        public override TResult ExecuteAsync<TResult>(Expression query, CancellationToken cancellationToken = default)
        {
            _mirror.Send(query, typeof(TResult));
            return base.ExecuteAsync<TResult>(query, cancellationToken);
        }
    }
}
