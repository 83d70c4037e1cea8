using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class OfficeLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsRetired",
                table: "Services",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "MergedInto",
                table: "Services",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Position",
                table: "Services",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Figures",
                table: "Programmes",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "IsRetired",
                table: "Programmes",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "MergedInto",
                table: "Programmes",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Position",
                table: "Programmes",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "MergedInto",
                table: "PetitionCategories",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Position",
                table: "PetitionCategories",
                type: "int",
                nullable: false,
                defaultValue: 0);

            // In the order in which they were set up, as until now.
            migrationBuilder.Sql("UPDATE [Programmes] SET [Position] = [Id]");

            // What the program said of these keys itself until now.
            migrationBuilder.Sql("UPDATE [Programmes] SET [Figures] = 'rotation.communities,rotation.secretaries' WHERE [Key] = 'rotation'");
            migrationBuilder.Sql("UPDATE [Programmes] SET [Figures] = 'visits.count,visits.households' WHERE [Key] = 'visits'");
            migrationBuilder.Sql("UPDATE [Programmes] SET [Figures] = 'meetings.talks' WHERE [Key] = 'talks'");
            migrationBuilder.Sql("UPDATE [Programmes] SET [Figures] = 'meetings.joint' WHERE [Key] = 'joint-meetings'");
            migrationBuilder.Sql("UPDATE [Programmes] SET [Figures] = 'meetings.joint' WHERE [Key] = 'rota'");
            migrationBuilder.Sql("UPDATE [Programmes] SET [Figures] = 'petitions.shared' WHERE [Key] = 'shared-problems'");
            migrationBuilder.Sql("UPDATE [Programmes] SET [Figures] = 'volunteers.active' WHERE [Key] = 'volunteers'");
            migrationBuilder.Sql("UPDATE [Programmes] SET [Figures] = 'projects.strands' WHERE [Key] = 'five-actions'");
            migrationBuilder.Sql("UPDATE [Programmes] SET [Figures] = 'errands.persons' WHERE [Key] = 'errands'");
            migrationBuilder.Sql("UPDATE [Programmes] SET [Figures] = 'hazards.rectified,hazards.fire-lanes' WHERE [Key] = 'alliance'");
            migrationBuilder.Sql("UPDATE [Programmes] SET [Figures] = 'petitions.resolved,meetings.council,petitions.received,petitions.confirmed' WHERE [Key] = 'council-hall'");
            migrationBuilder.Sql("UPDATE [Programmes] SET [Figures] = 'wishes.fulfilled,wishes.claimed,wishes.raised' WHERE [Key] = 'wishes'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "IsRetired",
                table: "Services");

            migrationBuilder.DropColumn(
                name: "MergedInto",
                table: "Services");

            migrationBuilder.DropColumn(
                name: "Position",
                table: "Services");

            migrationBuilder.DropColumn(
                name: "Figures",
                table: "Programmes");

            migrationBuilder.DropColumn(
                name: "IsRetired",
                table: "Programmes");

            migrationBuilder.DropColumn(
                name: "MergedInto",
                table: "Programmes");

            migrationBuilder.DropColumn(
                name: "Position",
                table: "Programmes");

            migrationBuilder.DropColumn(
                name: "MergedInto",
                table: "PetitionCategories");

            migrationBuilder.DropColumn(
                name: "Position",
                table: "PetitionCategories");
        }
    }
}
