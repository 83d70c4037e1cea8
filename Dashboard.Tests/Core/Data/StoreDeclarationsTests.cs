using Concentric.Data;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Mono.Cecil;

namespace Concentric.Tests.Core.Data;

/// <summary>What features declare beside their entities, and what would be passed over in silence if it stood elsewhere.</summary>
[OnSqlite("SQLite's model")]
public sealed class StoreDeclarationsTests
{
    /// <summary>A class of sets whose file is not called so would give its tables other names.</summary>
    [Fact]
    public void EverySetOfAFeature_NamesItsTable()
    {
        var builder = new DbContextOptionsBuilder<SqliteDashboardDbContext>();
        StoreServices.UseSqlite(builder, "Data Source=:memory:");
        using var db = new SqliteDashboardDbContext(builder.Options);
        var model = db.GetService<IDesignTimeModel>().Model;
        var sets = typeof(DashboardDbContext).Assembly.GetTypes().Where(type => type is { IsAbstract: true, IsSealed: true })
            .SelectMany(type => type.GetMethods())
            .Where(method => method.Name.StartsWith("get_", StringComparison.Ordinal) && method.ReturnType.Name == "DbSet`1").ToList();

        Assert.True(sets.Count > 40, "The walk sees too few sets.");
        Assert.All(sets, set =>
            Assert.Equal(set.Name["get_".Length..], model.FindEntityType(set.ReturnType.GetGenericArguments()[0])?.GetTableName()));
    }

    /// <summary>
    /// A kind that several communities share has a rule of its own for who may read it. Code that does not know its namespace would get
    /// the general one, which shows fewer records and says nothing.
    /// </summary>
    [Fact]
    public void AKindWithRightsOfItsOwn_IsNeverReadByTheGeneralOnes()
    {
        var (used, own) = (new List<(string By, string Kind)>(), new HashSet<string>());
        foreach (var part in new[] { typeof(DashboardDbContext), typeof(Concentric.Dashboard.Resources.UiTexts) })
        {
            using var program = AssemblyDefinition.ReadAssembly(part.Assembly.Location);
            foreach (var method in program.MainModule.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
            {
                if (method is
                    {
                        Name: nameof(Rights.ReadableBy), HasGenericParameters: false,
                        Parameters: [{ ParameterType: GenericInstanceType of }, ..]
                    })
                    own.Add(of.GenericArguments[0].FullName);
                used.AddRange(method.Body.Instructions.Select(step => step.Operand).OfType<GenericInstanceMethod>()
                    .Where(call => call.ElementMethod.Name == nameof(Rights.ReadableBy) && call.DeclaringType.Name == nameof(Rights))
                    .Select(call => ($"{method.DeclaringType.FullName}.{method.Name}", call.GenericArguments[0].FullName)));
            }
        }

        Assert.True(own.Count >= 4 && used.Count > 20, $"The walk sees too little: {own.Count} and {used.Count}.");
        Assert.Equal([], used.Where(call => own.Contains(call.Kind)));
    }
}
