"""Linear and integer programmes, solved by HiGHS; no answer is used before its status is looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

__all__ = ["INFINITE", "NoPanelError", "Programme", "SolverError"]

Floats = NDArray[np.float64]
INFINITE = float(highspy.kHighsInf)


class SolverError(RuntimeError):
    """The solver gave no usable answer.

    Attributes
    ----------
    status
        What it said.
    """

    code = "lottery.solver"

    def __init__(self, status: str) -> None:
        self.status = status
        super().__init__(f"The solver stopped without an answer: {status}.")


class NoPanelError(ValueError):
    """No panel keeps all quotas."""

    code = "lottery.no_panel"

    def __init__(self) -> None:
        super().__init__("No panel keeps all quotas. Ask which relaxation is smallest.")


@dataclass(slots=True)
class Answer:
    """An optimum: its value, the variables, and the prices of rows and bounds."""

    value: float
    columns: Floats
    row_prices: Floats
    column_prices: Floats


class Programme:
    """A programme: make ``cost · x`` largest with ``low <= A x <= high`` and bounds on x.

    Parameters
    ----------
    cost, lower, upper
        The aim and the bounds of the variables, shape (variables,).
    matrix
        A, shape (rows, variables), dense or sparse; zeros are left out.
    low, high
        The bounds of the rows, shape (rows,).
    whole
        Which variables are whole numbers; none if not given.
    """

    def __init__(
        self,
        cost: Floats,
        lower: Floats,
        upper: Floats,
        matrix: Floats | sparse.csr_array,
        low: Floats,
        high: Floats,
        *,
        whole: NDArray[np.bool_] | None = None,
    ) -> None:
        solver: Any = highspy.Highs()  # type: ignore[no-untyped-call] # highspy annotates its class in part
        solver.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS takes an option's value by place
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("random_seed", 0)
        programme = highspy.HighsLp()
        programme.num_col_, programme.num_row_ = len(cost), len(low)
        programme.sense_ = highspy.ObjSense.kMaximize
        programme.col_cost_, programme.col_lower_, programme.col_upper_ = cost, lower, upper
        programme.row_lower_, programme.row_upper_ = low, high
        rows = sparse.csr_array(matrix)
        rows.eliminate_zeros()
        programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        programme.a_matrix_.start_ = rows.indptr.astype(np.int32)
        programme.a_matrix_.index_ = rows.indices.astype(np.int32)
        programme.a_matrix_.value_ = rows.data
        if whole is not None:
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            programme.integrality_ = [kinds[int(one)] for one in whole]
            solver.setOptionValue("mip_rel_gap", 0.0)
            solver.setOptionValue("mip_abs_gap", 1e-9)
        else:
            solver.setOptionValue("primal_feasibility_tolerance", 1e-9)
            solver.setOptionValue("dual_feasibility_tolerance", 1e-9)
            solver.setOptionValue("solver", "simplex")
        solver.passModel(programme)
        self.solver = solver
        self.variables = len(cost)

    def solve(self) -> Answer:
        """Return the optimum.

        Raises
        ------
        NoPanelError
            If nothing fulfils the rows.
        SolverError
            If there is no optimum for any other reason.
        """
        answer = self.try_solve()
        if answer is None:
            raise NoPanelError
        return answer

    def try_solve(self) -> Answer | None:
        """Return the optimum, or None where nothing fulfils the rows."""
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            # A warm start that lost its way is tried once more from the beginning.
            self.solver.clearSolver()
            self.solver.run()
            status = self.solver.getModelStatus()
            if status == highspy.HighsModelStatus.kInfeasible:
                return None
            if status != highspy.HighsModelStatus.kOptimal:
                raise SolverError(self.solver.modelStatusToString(status))
        found = self.solver.getSolution()
        return Answer(
            float(self.solver.getInfo().objective_function_value),
            np.array(found.col_value),
            np.array(found.row_dual),
            np.array(found.col_dual),
        )

    def aim(self, cost: Floats) -> None:
        """Change what is made largest."""
        self.solver.changeColsCost(self.variables, np.arange(self.variables, dtype=np.int32), cost)

    def bound_variable(self, at: int, low: float, high: float) -> None:
        """Change the bounds of one variable."""
        self.solver.changeColBounds(at, low, high)

    def bound_row(self, at: int, low: float, high: float) -> None:
        """Change the bounds of one row."""
        self.solver.changeRowBounds(at, low, high)

    def add_row(self, low: float, high: float, places: Sequence[int], values: Sequence[float]) -> None:
        """Add a row."""
        self.solver.addRow(low, high, len(places), np.array(places, dtype=np.int32), np.array(values, dtype=float))

    def add_column(self, places: Sequence[int], values: Sequence[float]) -> None:
        """Add a variable of zero or more that the aim does not count."""
        self.solver.addCol(
            0.0, 0.0, INFINITE, len(places), np.array(places, dtype=np.int32), np.array(values, dtype=float)
        )
        self.variables += 1
