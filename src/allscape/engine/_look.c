/* Looks profiles up in tables, as compiled.py does, but by the address of a value in place of its
 * hash. Python makes the tables, fills an entry when it is first asked for, and turns bits into
 * verdicts; a profile that is not as it should be is left to Python altogether. So no value is
 * looked at that could run code of its own, or mean one thing here and another where it is filled.
 *
 * All that is known lies in tuples. Their one maker is native.py, and they are not checked again:
 *   plan   (tables, words of an entry, told, otherwise)
 *   table  (axes, entries, fill); the last word of an entry is 0 until it is filled
 *   axis   (name, values, whether they are the bounds of a number)
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#define MOST_WORDS 64
#define WORD ((Py_ssize_t)sizeof(uint64_t))
#define ITEM PyTuple_GET_ITEM
#define SIZE PyTuple_GET_SIZE

static Py_ssize_t
place_of_choice(PyObject *values, PyObject *value)
{
    for (Py_ssize_t at = 0; at < SIZE(values); at++)
        if (ITEM(values, at) == value)
            return at;
    if (!PyUnicode_CheckExact(value) && !PyLong_CheckExact(value) && !PyFloat_CheckExact(value))
        return -1;
    return PySequence_Index(values, value);
}

/* The first place is that of no number; then there are two for each bound, below it and at it. */
static Py_ssize_t
place_of_number(PyObject *bounds, PyObject *value)
{
    if (value == Py_None)
        return 0;
    if (!PyFloat_CheckExact(value) && !PyLong_CheckExact(value))
        return -1;
    double number = PyFloat_AsDouble(value);
    if (isnan(number) || (number == -1.0 && PyErr_Occurred()))
        return -1;
    Py_ssize_t place = 1;
    for (Py_ssize_t at = 0; at < SIZE(bounds); at++) {
        double bound = PyFloat_AS_DOUBLE(ITEM(bounds, at));
        place += (bound < number) + (bound <= number);
    }
    return place;
}

/* Return which entry of a table is for a profile; -1 where a value is missing or has no place. */
static Py_ssize_t
entry_for(PyObject *axes, PyObject *given)
{
    Py_ssize_t entry = 0;
    for (Py_ssize_t at = 0; at < SIZE(axes); at++) {
        PyObject *axis = ITEM(axes, at), *values = ITEM(axis, 1);
        PyObject *value = PyDict_GetItemWithError(given, ITEM(axis, 0));
        int number = ITEM(axis, 2) == Py_True;
        Py_ssize_t places = number ? 2 * SIZE(values) + 2 : SIZE(values), place = -1;
        if (value != NULL)
            place = number ? place_of_number(values, value) : place_of_choice(values, value);
        if (place < 0)
            return -1;
        entry = entry * places + place;
    }
    return entry;
}

/* Take away the bits that an entry has not; -1 with an exception. */
static int
narrow(uint64_t *left, PyObject *table, PyObject *given, Py_ssize_t entry, Py_ssize_t words)
{
    PyObject *entries = ITEM(table, 1);
    if ((entry + 1) * words * WORD > PyByteArray_GET_SIZE(entries)) {
        PyErr_SetString(PyExc_IndexError, "a table has too few entries");
        return -1;
    }
    const uint64_t *bits = (const uint64_t *)PyByteArray_AS_STRING(entries) + entry * words;
    if (bits[words - 1] == 0) {
        PyObject *filled = PyObject_CallFunction(ITEM(table, 2), "nO", entry, given);
        if (filled == NULL)
            return -1;
        Py_DECREF(filled);
    }
    for (Py_ssize_t word = 0; word < words; word++)
        left[word] &= bits[word];
    return 0;
}

/* Leave the bits that all tables leave; 0 where Python has to answer, -1 with an exception. */
static int
look_up(PyObject *tables, PyObject *given, uint64_t *left, Py_ssize_t words)
{
    memset(left, 0xff, (size_t)(words * WORD));
    for (Py_ssize_t at = 0; at < SIZE(tables); at++) {
        PyObject *table = ITEM(tables, at);
        Py_ssize_t entry = entry_for(ITEM(table, 0), given);
        if (entry < 0) {
            PyErr_Clear();
            return 0;
        }
        if (narrow(left, table, given, entry, words) < 0)
            return -1;
    }
    return 1;
}

static PyObject *
judge(PyObject *plan, PyObject *profile)
{
    uint64_t left[MOST_WORDS];
    Py_ssize_t words = PyLong_AsSsize_t(ITEM(plan, 1));
    PyObject *given = PyType_Check(profile) ? NULL : PyObject_GenericGetDict(profile, NULL);
    int found = 0;
    if (given == NULL)
        PyErr_Clear();
    else if (PyDict_CheckExact(given))
        found = look_up(ITEM(plan, 0), given, left, words);
    Py_XDECREF(given);
    if (found <= 0)
        return found < 0 ? NULL : PyObject_CallOneArg(ITEM(plan, 3), profile);
    PyObject *bits = PyBytes_FromStringAndSize((const char *)left, words * WORD);
    PyObject *verdicts = bits == NULL ? NULL : PyObject_GetItem(ITEM(plan, 2), bits);
    Py_XDECREF(bits);
    return verdicts;
}

static PyMethodDef judge_method = {
    "judge", judge, METH_O, "Return what is told of the bits that a profile leaves."};

static PyObject *
judge_of(PyObject *Py_UNUSED(module), PyObject *plan)
{
    PyObject *tables, *words, *told, *otherwise;
    if (!PyArg_ParseTuple(plan, "O!O!OO", &PyTuple_Type, &tables, &PyLong_Type, &words, &told,
                          &otherwise))
        return NULL;
    Py_ssize_t many = PyLong_AsSsize_t(words);
    if (PyErr_Occurred())
        return NULL;
    if (many < 1 || many > MOST_WORDS)
        return PyErr_Format(PyExc_ValueError, "an entry has 1 to %d words", MOST_WORDS);
    return PyCFunction_New(&judge_method, plan);
}

static PyMethodDef methods[] = {
    {"judge_of", judge_of, METH_O, "Return a function that looks profiles up by a plan."}, {0}};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, .m_name = "allscape.engine._look", .m_methods = methods};

PyMODINIT_FUNC
PyInit__look(void)
{
    return PyModuleDef_Init(&module);
}
